package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestServers;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The pages' way in: a cookie that scripts cannot read, and writes that only our own pages can send. */
@EnforcementTest
class LoginTests {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([0-9a-f]{64})\"");
    private static final String COMPANY = """
            {"companyId": "LOGIN-1", "name": "made by a page", "areaCode": "410800"}""";

    @Autowired
    Environment environment;

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void showsTheLoginInChineseAndInEnglishByChoice() throws Exception {
        assertThat(send(request("/login").GET()).body()).contains("登录", "lang=\"zh-CN\"");
        assertThat(send(request("/login?lang=en").GET()).body()).contains("Log in", "lang=\"en\"");
        assertThat(send(request("/login?lang=**").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsStrangersToTheLoginAndAnswersTheirApiCallsWith401() throws Exception {
        HttpResponse<String> page = send(request("/").GET());
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        assertThat(send(request("/api/v1/sites").GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void setsAStrictCookieThatReadsTheApiButWritesOnlyWithThePagesToken() throws Exception {
        HttpResponse<String> login = login(TestServers.ADMIN_TOKEN);
        assertThat(login.statusCode()).isEqualTo(302);
        String header = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly", "SameSite=Strict", "Path=/");
        String cookie = header.substring(0, header.indexOf(';'));

        String page = send(request("/").header("Cookie", cookie).GET()).body();
        Matcher csrf = CSRF.matcher(page);
        assertThat(csrf.find()).isTrue();
        assertThat(page).contains("administrator");

        assertThat(send(request("/api/v1/sites").header("Cookie", cookie).GET()).statusCode())
                .isEqualTo(200);
        assertThat(send(write(cookie)).body()).contains("CSRF_TOKEN_REQUIRED");
        assertThat(send(write(cookie).header("X-CSRF-Token", "0".repeat(64))).statusCode())
                .isEqualTo(403);
        assertThat(send(write(cookie).header("X-CSRF-Token", csrf.group(1))).statusCode())
                .isEqualTo(201);

        send(form("/logout", "_csrf=" + csrf.group(1)).header("Cookie", cookie));
        assertThat(send(request("/api/v1/sites").header("Cookie", cookie).GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsASessionWithItsToken() throws Exception {
        Http.Answer made = Http.asAdministrator(environment).post("/api/v1/tokens", """
                {"person": "short visit", "roles": ["ADMIN"], "areaCodes": ["410800"]}""");
        String header =
                login(made.at("/token")).headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = header.substring(0, header.indexOf(';'));
        assertThat(send(request("/api/v1/sites").header("Cookie", cookie).GET()).statusCode())
                .isEqualTo(200);

        Http.asAdministrator(environment).delete("/api/v1/tokens/" + made.at("/tokenId"));

        assertThat(send(request("/api/v1/sites").header("Cookie", cookie).GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesAWrongTokenOnThePage() throws Exception {
        HttpResponse<String> refused = login("wrong");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("令牌无效");
    }

    @Test
    void letsAnotherPersonInWhileASessionLives() throws Exception {
        String header = login(TestServers.ADMIN_TOKEN)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        String cookie = header.substring(0, header.indexOf(';'));
        String page = send(request("/login").header("Cookie", cookie).GET()).body();
        Matcher field = Pattern.compile(
                        "<form action=\"/login\".*?name=\"_csrf\" value=\"([0-9a-f]{64})\"", Pattern.DOTALL)
                .matcher(page);

        assertThat(field.find()).as(page).isTrue();
        assertThat(send(form(
                                        "/login",
                                        "_csrf=" + field.group(1) + "&password="
                                                + URLEncoder.encode(TestServers.ADMIN_TOKEN, StandardCharsets.UTF_8))
                                .header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> login(String token) throws Exception {
        return send(form("/login", "password=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder write(String cookie) {
        return request("/api/v1/companies")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(COMPANY));
    }

    private HttpRequest.Builder form(String path, String body) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
