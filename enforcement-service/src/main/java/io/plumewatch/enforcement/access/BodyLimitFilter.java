package io.plumewatch.enforcement.access;

import io.plumewatch.doors.Permits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of more than {@link #MOST_BYTES} with 413, whether its length was announced or not: bodies are read
 * into memory whole. Of those who are not logged in only a little is read, and not of many at once: a thread waits for each.
 */
@Component
@Order(-50) // after Spring Security, which turns strangers away; before whatever reads the body
class BodyLimitFilter extends OncePerRequestFilter {

    static final int MOST_BYTES = 16 * 1024 * 1024;

    private final ProblemWriter problems;
    private final StrangerSettings strangers;
    private final Permits underWay;

    BodyLimitFilter(ProblemWriter problems, StrangerSettings strangers) {
        this.problems = problems;
        this.strangers = strangers;
        this.underWay = new Permits(strangers.each(), strangers.all());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (hasBody(request) && CurrentCaller.get().isEmpty()) {
                passOnOfAStranger(request, response, chain);
            } else {
                passOn(request, response, chain);
            }
        } catch (Refusal refusal) {
            problems.write(response, refusal);
        } catch (ErrorResponseException e) {
            problems.write(
                    response,
                    Refusal.of(
                            e.getStatusCode().value(),
                            "TOO_SLOW",
                            String.valueOf(e.getBody().getDetail()),
                            Map.of()));
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private void passOnOfAStranger(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length < 0 || length > strangers.bodyBytes()) {
            throw tooLarge(strangers.bodyBytes());
        }
        String address = request.getRemoteAddr();
        if (!underWay.enter(address)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            throw Refusal.of(429, "TOO_MANY_REQUESTS", "too many are logging in; try again in a moment", Map.of());
        }
        try {
            chain.doFilter(request, response);
        } finally {
            underWay.leave(address);
        }
    }

    private static void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge(MOST_BYTES);
        }
        // An announced length is the server's to hold the sender to.
        chain.doFilter(request.getContentLengthLong() < 0 ? new Limited(request) : request, response);
    }

    private static Refusal tooLarge(int most) {
        return Refusal.of(
                413, "BODY_TOO_LARGE", "a body may have up to " + most + " bytes; send it in parts", Map.of());
    }

    private static final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private long bytes;

        Counted(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) {
            bytes += more;
            if (bytes > MOST_BYTES) {
                throw tooLarge(MOST_BYTES);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
