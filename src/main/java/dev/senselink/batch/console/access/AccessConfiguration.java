package dev.senselink.batch.console.access;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.machine.Machine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Who gets what, and what browsers are told to refuse. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccessConfiguration {
  private static final String PASSWORD = "/sign-in/password";

  /** Before anything else is said: a cookie or a long page would leave some of them out. */
  private static final ObjectPostProcessor<HeaderWriterFilter> AT_ONCE =
      new ObjectPostProcessor<>() {
        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
          filter.setShouldWriteHeadersEagerly(true);
          return filter;
        }
      };

  /** Who may do more may do all that others may. */
  @Bean
  static RoleHierarchy roles() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(Role.ADMIN.name())
        .implies(Role.OPERATOR.name())
        .role(Role.OPERATOR.name())
        .implies(Role.VIEWER.name())
        .build();
  }

  /** One for all places where a password can be guessed at. */
  @Bean
  static SignInDelay delay(Machine machine) {
    return new SignInDelay(machine);
  }

  /** The rules of every request. What none of them names is for admins. */
  @Bean
  SecurityFilterChain access(
      HttpSecurity http, SignInController signIn, Accounts accounts, SignInDelay delay)
      throws Exception {
    http.authorizeHttpRequests(AccessConfiguration::rules);
    http.csrf(
        csrf ->
            csrf.csrfTokenRepository(new FormTokens())
                .ignoringRequestMatchers(SignInController.PATH));
    http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
    http.authenticationProvider(new AccountSignIn(accounts, delay));
    http.addFilterBefore(new ChangedAccountFilter(accounts), AuthorizationFilter.class);
    http.formLogin(
        form ->
            form.loginPage(SignInController.PATH)
                .loginProcessingUrl(PASSWORD)
                .usernameParameter("account")
                .successHandler(signIn::isIn)
                .failureHandler(signIn::isNotIn));
    http.logout(
        out ->
            out.logoutUrl("/sign-out")
                .addLogoutHandler((request, response, who) -> signIn.goes(who))
                .logoutSuccessUrl(SignInController.PATH));
    http.exceptionHandling(
        refusals ->
            refusals
                .authenticationEntryPoint((request, response, e) -> signIn.ask(request, response))
                .accessDeniedHandler((request, response, e) -> signIn.refuse(request, response)));
    http.headers(
        headers ->
            headers
                .withObjectPostProcessor(AT_ONCE)
                .httpStrictTransportSecurity(strict -> strict.includeSubDomains(false)) // not ours
                .contentSecurityPolicy(policy -> policy.policyDirectives(PageRenderer.policy()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                    opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                    resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules
        .requestMatchers("/health", "/assets/**", SignInController.PATH, PASSWORD, "/language")
        .permitAll();
    rules.requestMatchers("/session", "/account/**", "/search").authenticated();
    rules
        .requestMatchers(
            "/imports/*/keep",
            "/runs/*/undo/**",
            "/backups/*/plan",
            "/backups/*/restore",
            "/backups/*/remove",
            "/jobs/*/schedule",
            "/jobs/*/unschedule",
            "/people/*/delete",
            "/people/*/erase")
        .hasRole(Role.ADMIN.name());
    rules
        .requestMatchers("/conflicts/carry-out", "/conflicts/work", "/conflicts/done")
        .hasRole(Role.OPERATOR.name());
    rules
        .requestMatchers(
            HttpMethod.GET,
            "/",
            "/today/progress",
            "/runs",
            "/runs/*",
            "/runs/*/progress",
            "/runs/fleets/*",
            "/runs/fleets/*/progress",
            "/runs/fleets/*/sites/*",
            "/conflicts",
            "/conflicts/*",
            "/conflicts/*/face",
            "/conflicts/*/face/*",
            "/people",
            "/people/*",
            "/people/*/photo",
            "/backups",
            "/jobs")
        .hasRole(Role.VIEWER.name());
    rules
        .requestMatchers(
            "/imports/**",
            "/runs/*/files/*",
            "/runs/fleets/*/sites/*/files/*",
            "/conflicts/**",
            "/people/**",
            "/backups/**",
            "/jobs/**",
            "/records/**",
            "/checks",
            "/set-up")
        .hasRole(Role.OPERATOR.name());
    rules.anyRequest().hasRole(Role.ADMIN.name());
  }
}
