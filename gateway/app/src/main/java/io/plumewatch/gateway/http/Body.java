package io.plumewatch.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Reads a body that may be compressed, and never more of it than is allowed, on the wire or inflated. */
final class Body {

    private Body() {}

    static byte[] read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return limited(request.getInputStream(), most);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_ENCODING", "send it plain or compressed by gzip");
        }
        try (var inflated = new GZIPInputStream(request.getInputStream())) {
            byte[] bytes = limited(inflated, most);
            // The end of the body lies behind the end of gzip; a connection goes on only from there.
            int unused = request.getInputStream().read();
            return bytes;
        } catch (ZipException | java.io.EOFException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "BROKEN_GZIP", "the body is not whole gzip");
        }
    }

    private static byte[] limited(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        return bytes;
    }

    private static Problem tooLarge(int most) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "send at most " + most + " bytes, counted uncompressed");
    }
}
