package io.plumewatch.doors;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Gives each body of a connection a deadline: the longer, the more of it has come. Only the time that a reader waited
 * counts, not what the program did meanwhile.
 *
 * <p>It lies below everything that reads a body, forms and compressed ones too. What it throws is not an
 * {@link IOException}, which Tomcat would answer by itself, but a problem that Spring answers.
 */
final class TimedInput implements InputBuffer {

    private final Request request;
    private final InputBuffer in;
    private final long patienceNanos;
    private final int bytesPerSecond;
    private long waitedNanos;

    TimedInput(Request request, DoorSettings settings) {
        this.request = request;
        this.in = request.getInputBuffer();
        this.patienceNanos = settings.bodies().toNanos();
        this.bytesPerSecond = settings.bodyBytesPerSecond();
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (request.getBytesRead() == 0) {
            waitedNanos = 0;
        }
        long start = System.nanoTime();
        int read = read(handler);
        waitedNanos += System.nanoTime() - start;
        if (read > 0 && waitedNanos > allowedNanos(request.getBytesRead() + read)) {
            throw tooSlow();
        }
        return read;
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        try {
            return in.doRead(handler);
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        }
    }

    private long allowedNanos(long bytes) {
        return patienceNanos + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
    }

    @Override
    public int available() {
        return in.available();
    }

    private static ErrorResponseException tooSlow() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.REQUEST_TIMEOUT, "the body came too slowly and was not taken; send the whole request again");
        problem.setProperty("code", "TOO_SLOW");
        return new ErrorResponseException(HttpStatus.REQUEST_TIMEOUT, problem, null);
    }
}
