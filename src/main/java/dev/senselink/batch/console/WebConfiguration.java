package dev.senselink.batch.console;

import dev.senselink.batch.console.audit.AuditInterceptor;
import dev.senselink.batch.console.audit.AuditLog;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring MVC as it is: pages are texts made here, files are streams. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class WebConfiguration implements WebMvcConfigurer {
  private final AuditLog audit;

  WebConfiguration(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new AuditInterceptor(audit));
  }
}
