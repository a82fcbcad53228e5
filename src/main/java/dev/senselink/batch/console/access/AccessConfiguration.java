package dev.senselink.batch.console.access;

import dev.senselink.batch.console.page.PageRenderer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Who gets what, and what browsers are told to refuse. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccessConfiguration {
  /** The rules of every request. */
  @Bean
  SecurityFilterChain access(HttpSecurity http, PageRenderer pages) throws Exception {
    http.authorizeHttpRequests(
        rules ->
            rules
                .requestMatchers("/health", "/assets/**", SignInController.PATH, "/language")
                .permitAll()
                .anyRequest()
                .authenticated());
    http.csrf(csrf -> csrf.ignoringRequestMatchers(SignInController.PATH));
    http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
    http.logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SignInController.PATH));
    http.exceptionHandling(
        refusals ->
            refusals
                .authenticationEntryPoint(
                    (request, response, e) ->
                        write(
                            pages.page(
                                HttpStatus.UNAUTHORIZED,
                                "sign-in",
                                "signIn",
                                Map.of("refused", false),
                                request),
                            response))
                .accessDeniedHandler(
                    (request, response, e) -> write(refused(pages, request), response)));
    http.headers(
        headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(PageRenderer.policy()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                    opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                    resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    return http.build();
  }

  private static ResponseEntity<String> refused(PageRenderer pages, HttpServletRequest request) {
    return pages.page(HttpStatus.FORBIDDEN, "message", "refused", Map.of(), request);
  }

  private static void write(ResponseEntity<String> page, HttpServletResponse response)
      throws IOException {
    response.setStatus(page.getStatusCode().value());
    response.setContentType(PageRenderer.HTML.toString());
    response
        .getOutputStream()
        .write(String.valueOf(page.getBody()).getBytes(StandardCharsets.UTF_8));
  }
}
