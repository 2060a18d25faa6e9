package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

class BodyLimitFilterTests {

    private final BodyLimitFilter filter =
            new BodyLimitFilter(new ProblemWriter(JsonMapper.shared()), new StrangerSettings(100, 1, 2));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private int read = -1;

    private final FilterChain reader =
            (request, ignored) -> read = request.getInputStream().readAllBytes().length;

    @BeforeEach
    void logIn() {
        CurrentCaller.set(new Caller("token", "officer", Set.of(Role.OFFICER), new Areas(Set.of(Areas.WHOLE_COUNTRY))));
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void passesOnABodyOfTheLargestSize() throws ServletException, IOException {
        filter.doFilter(request(BodyLimitFilter.MOST_BYTES, true), response, reader);

        assertThat(read).isEqualTo(BodyLimitFilter.MOST_BYTES);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void refusesALargerBodyUnread() throws ServletException, IOException {
        filter.doFilter(request(BodyLimitFilter.MOST_BYTES + 1, true), response, reader);

        assertThat(read).isEqualTo(-1);
        assertRefused();
    }

    @Test
    void refusesALargerBodyOfUnannouncedLength() throws ServletException, IOException {
        filter.doFilter(request(BodyLimitFilter.MOST_BYTES + 1, false), response, reader);

        assertThat(read).isEqualTo(-1);
        assertRefused();
    }

    @Test
    void readsLittleOfAStranger() throws ServletException, IOException {
        logOut();
        filter.doFilter(request(100, true), response, reader);
        assertThat(read).isEqualTo(100);

        filter.doFilter(request(101, true), response, reader);
        assertRefused();
    }

    @Test
    void answersABodyThatCameTooSlowlyToWhateverReadIt() throws ServletException, IOException {
        filter.doFilter(request(10, true), response, (request, ignored) -> {
            throw new ErrorResponseException(HttpStatus.REQUEST_TIMEOUT);
        });

        assertThat(response.getStatus()).isEqualTo(408);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"code\":\"TOO_SLOW\"");
    }

    private void assertRefused() throws IOException {
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    private static MockHttpServletRequest request(int bytes, boolean announced) {
        var request = new MockHttpServletRequest("POST", "/api/v1/vehicles") {
            @Override
            public long getContentLengthLong() {
                return announced ? super.getContentLengthLong() : -1;
            }
        };
        request.setContent(new byte[bytes]);
        return request;
    }
}
