package io.plumewatch.sim.device;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Decoded;
import io.plumewatch.wire.hj212.Hj212Decoder;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The other end of one station's line: what the station says is read only when the test asks. */
final class FakeHost implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket server;
    private final Hj212FrameCutter cutter = new Hj212FrameCutter(2_048);
    private final ByteBuf in = Unpooled.buffer();
    private Socket line = new Socket();

    FakeHost() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    void accept() throws IOException {
        line.close();
        in.clear();
        line = server.accept();
    }

    void say(Hj212Message message) throws IOException {
        line.getOutputStream().write(Hj212Encoder.frame(message).bytes().toArray());
    }

    /** Returns the next cut of what the station sends; what lacks its CR LF after a silence. */
    Hj212Cut cut() throws IOException {
        byte[] portion = new byte[4_096];
        for (Hj212Cut cut = cutter.next(in); ; cut = cutter.next(in)) {
            if (cut != null) {
                return cut;
            }
            line.setSoTimeout(in.isReadable() ? 200 : PATIENCE_MILLIS);
            try {
                int length = line.getInputStream().read(portion);
                if (length < 0) {
                    throw new IOException("the station hung up");
                }
                in.writeBytes(portion, 0, length);
            } catch (SocketTimeoutException e) {
                cut = cutter.atSilence(in);
                if (cut != null) {
                    return cut;
                }
                throw e;
            }
        }
    }

    /** Returns the next message with this command; others are read over. */
    Hj212Message next(String cn) throws IOException {
        while (true) {
            if (cut() instanceof Hj212Cut.Frame whole
                    && Hj212Decoder.decode(whole.frame()) instanceof Hj212Decoded.Ok ok
                    && ok.message().cn().equals(cn)) {
                return ok.message();
            }
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
        server.close();
    }
}
