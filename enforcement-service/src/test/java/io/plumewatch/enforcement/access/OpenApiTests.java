package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API describes itself to everybody, and no handler below {@code /api/} lacks its roles. */
@EnforcementTest
class OpenApiTests {

    @Autowired
    Environment environment;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Autowired
    OpenAPIService descriptions;

    @Test
    void describesTheApiAsOpenApi31() {
        Http.Answer answer = Http.as(environment, "").get("/v3/api-docs");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode description = answer.json();
        assertThat(description.get("openapi").stringValue()).startsWith("3.1");
        assertThat(description.at("/paths/~1api~1v1~1devices/post/security").isMissingNode())
                .isFalse();
        assertThat(description.at("/paths/~1api~1v1~1devices/get/parameters").findValuesAsString("name"))
                .containsExactlyInAnyOrder("after", "limit");
    }

    /** Anybody may ask for it, and may call any language his own. */
    @Test
    void isNotMadeAnewForEachLanguage() {
        Http.Answer answer = Http.as(environment, "").get("/v3/api-docs?lang=eo");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(descriptions.getCachedOpenAPI(Locale.forLanguageTag("eo"))).isNull();
        assertThat(descriptions.getCachedOpenAPI(Locale.SIMPLIFIED_CHINESE)).isNotNull();
    }

    @Test
    void everyHandlerOfTheApiNamesItsRoles() {
        Map<RequestMappingInfo, HandlerMethod> all = handlers.getHandlerMethods();

        assertThat(all).hasSizeGreaterThan(20);
        all.forEach((mapping, handler) -> {
            if (mapping.getPatternValues().stream().anyMatch(path -> path.startsWith("/api/"))) {
                assertThat(handler.hasMethodAnnotation(Allow.class))
                        .as(handler.toString())
                        .isTrue();
            }
        });
    }
}
