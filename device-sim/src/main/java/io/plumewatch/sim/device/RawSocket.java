package io.plumewatch.sim.device;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One TCP or TLS connection of a device that sends bytes as they are: whole frames, halves, or what no device should
 * send. Not thread-safe, except that one thread may send while another reads.
 */
public final class RawSocket implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    private final Socket socket;

    private RawSocket(Socket socket) {
        this.socket = socket;
    }

    /** Connects to loopback. */
    public static RawSocket connect(int port) throws IOException {
        return connect("127.0.0.1", port);
    }

    public static RawSocket connect(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return new RawSocket(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects and shakes hands; the context decides with which certificate, and whom to believe. */
    public static RawSocket connectTls(String host, int port, SSLContext context) throws IOException {
        var plain = connect(host, port);
        try {
            plain.socket.setSoTimeout(CONNECT_MILLIS);
            var tls = (SSLSocket) context.getSocketFactory().createSocket(plain.socket, host, port, true);
            tls.startHandshake();
            tls.setSoTimeout(0);
            return new RawSocket(tls);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Sends the bytes, whatever they are. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends the bytes in pieces of at most so many, each for itself. */
    public void sendInPieces(byte[] bytes, int pieceBytes) throws IOException {
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceBytes)));
        }
    }

    /**
     * Reads exactly so many bytes.
     *
     * @param patience the most that may pass between two portions
     * @throws SocketTimeoutException when it takes longer
     * @throws EOFException when the other side hangs up before
     */
    public byte[] read(int length, Duration patience) throws IOException {
        socket.setSoTimeout(millis(patience));
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the other side hung up after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Reads what is there or comes within {@code patience}, at most so many bytes; none when nothing comes or it is over. */
    public byte[] readSome(int most, Duration patience) throws IOException {
        socket.setSoTimeout(millis(patience));
        byte[] buffer = new byte[most];
        try {
            int length = socket.getInputStream().read(buffer);
            return Arrays.copyOf(buffer, Math.max(0, length));
        } catch (SocketTimeoutException e) {
            return new byte[0];
        }
    }

    /** Returns whether the other side hangs up within {@code patience}; what it says before is lost. */
    public boolean endsWithin(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        InputStream in = socket.getInputStream();
        byte[] skipped = new byte[4_096];
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout(millis(Duration.ofNanos(left)));
                if (in.read(skipped) < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset: over all the same.
            return true;
        }
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int millis(Duration patience) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, patience.toMillis()));
    }
}
