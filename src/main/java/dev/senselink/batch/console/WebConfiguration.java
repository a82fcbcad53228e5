package dev.senselink.batch.console;

import dev.senselink.batch.console.audit.AuditDetails;
import dev.senselink.batch.console.audit.AuditInterceptor;
import dev.senselink.batch.console.audit.AuditLog;
import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.setup.SetUpFirst;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring MVC as it is: pages are texts made here, files are streams. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class WebConfiguration implements WebMvcConfigurer {
  private final AuditLog audit;
  private final AuditDetails details;
  private final ServerSetup setup;

  WebConfiguration(AuditLog audit, AuditDetails details, ServerSetup setup) {
    this.audit = audit;
    this.details = details;
    this.setup = setup;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new AuditInterceptor(audit, details));
    interceptors.addInterceptor(new SetUpFirst(setup)).addPathPatterns(SetUpFirst.FROM);
  }
}
