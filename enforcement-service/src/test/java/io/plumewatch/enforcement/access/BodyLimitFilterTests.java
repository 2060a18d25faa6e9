package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class BodyLimitFilterTests {

    private final BodyLimitFilter filter = new BodyLimitFilter(new ProblemWriter(JsonMapper.shared()));
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private int read = -1;

    private final FilterChain reader =
            (request, ignored) -> read = request.getInputStream().readAllBytes().length;

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
