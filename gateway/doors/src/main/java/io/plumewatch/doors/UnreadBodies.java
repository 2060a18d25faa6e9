package io.plumewatch.doors;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request whose body nobody wanted to read without waiting for it. Tomcat would wait, on the thread of the
 * request: for a stranger without a token, too, who sends a byte now and then.
 *
 * <p>What has arrived is dropped, and the connection goes on if that was all. Otherwise it ends after the answer; a sender
 * in the middle of a large body may see that before it sees the answer.
 */
final class UnreadBodies extends ValveBase {

    private static final long MOST_BYTES = 2 << 20;

    UnreadBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Valve next = Objects.requireNonNull(getNext(), "the engine has a last valve");
        next.invoke(request, response);
        if (request.isAsync()) {
            return;
        }
        org.apache.coyote.Request body = request.getCoyoteRequest();
        dropWhatHasArrived(body);
        if (!body.isFinished()) {
            // First, for what is not committed becomes an error now.
            response.finishResponse();
            body.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Of an unknown length nothing: its next piece may be announced by half a line, and that would be waited for. */
    private static void dropWhatHasArrived(org.apache.coyote.Request body) {
        if (body.getContentLengthLong() < 0) {
            return;
        }
        var bin = new Bin();
        try {
            while (!body.isFinished() && body.getBytesRead() < MOST_BYTES && hasArrived(body)) {
                body.doRead(bin);
            }
        } catch (IOException e) {
            // It is gone, and so is the rest.
        }
    }

    private static boolean hasArrived(org.apache.coyote.Request body) {
        body.action(ActionCode.AVAILABLE, true);
        return body.getAvailable() > 0;
    }

    /** Takes what is read and keeps nothing. */
    private static final class Bin implements ApplicationBufferHandler {

        private @Nullable ByteBuffer last;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            // Nothing to make room for.
        }
    }
}
