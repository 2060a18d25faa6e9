package io.plumewatch.enforcement.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which doors are open, and what every answer carries so that a browser keeps to itself. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/login",
        "/error",
        "/css/**",
        "/js/**",
        "/img/**",
        "/favicon.ico",
        "/.well-known/**",
        "/actuator/health/**",
        "/actuator/health",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml"
    };

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Tokens tokens, Sessions sessions, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable) // CredentialsFilter checks it, for cookies only
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new CredentialsFilter(tokens, sessions, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasRole(Role.ADMIN.name())
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> unauthenticated(request, response, problems))
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                response, Refusal.forbidden("ROLE_REQUIRED", "needs a token with the role ADMIN"))))
                .build();
    }

    /** Nobody logs in with a user name; without this bean Spring Boot would invent a user and a password. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException("there are only tokens");
        };
    }

    private static void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, ProblemWriter problems) throws IOException {
        if (isPage(request)) {
            response.sendRedirect("/login");
        } else {
            problems.write(response, Refusal.unauthenticated());
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("GET")
                && !path.startsWith("/api/")
                && !path.startsWith("/actuator/")
                && !path.startsWith("/v3/");
    }
}
