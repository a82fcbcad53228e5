package dev.senselink.batch.api.container;

import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/** An application with Spring MVC. */
@MultipartConfig
public final class SpringServlet extends DispatcherServlet {
  private static final long serialVersionUID = 1L;

  public SpringServlet() {
    setContextClass(AnnotationConfigWebApplicationContext.class);
    setContextConfigLocation(Application.class.getName());
  }

  /** Its beans. */
  @Configuration
  public static class Application {
    @Bean
    StandardServletMultipartResolver multipartResolver() {
      return new StandardServletMultipartResolver();
    }

    @Bean
    EveryCall everyCall() {
      return new EveryCall();
    }
  }

  /** Takes all calls. */
  @Controller
  public static class EveryCall {
    @RequestMapping("/**")
    ResponseEntity<byte[]> call(HttpServletRequest request) throws IOException {
      Map<String, String> fields = new LinkedHashMap<>();
      request.getParameterMap().forEach((name, all) -> fields.put(name, String.join(",", all)));
      Map<String, byte[]> files = new LinkedHashMap<>();
      if (request instanceof MultipartHttpServletRequest multipart) {
        for (MultipartFile file : multipart.getFileMap().values()) {
          files.put(file.getName() + " " + file.getOriginalFilename(), file.getBytes());
        }
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String name : Collections.list(request.getHeaderNames())) {
        headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
      }
      String recorder = request.getServletContext().getInitParameter(RequestRecorder.PARAMETER);
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(
              RequestRecorder.named(recorder)
                  .record(
                      new DecodedRequest(
                          request.getMethod(), request.getRequestURI(), fields, files, headers)));
    }
  }
}
