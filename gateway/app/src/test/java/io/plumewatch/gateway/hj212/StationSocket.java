package io.plumewatch.gateway.hj212;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.CpItem;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Cut;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Flag;
import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.SocketFactory;

/** A station at the other end of a real socket. */
final class StationSocket implements AutoCloseable {

    private final Socket socket;
    private final Hj212FrameCutter cutter = new Hj212FrameCutter(4_096);
    private final ByteBuf in = Unpooled.buffer();

    StationSocket(int port) {
        this(port, SocketFactory.getDefault());
    }

    StationSocket(int port, SocketFactory sockets) {
        try {
            socket = sockets.createSocket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of the usual station: data of 2017 that want an answer. */
    static Hj212Message data(String cn, Instant sentAt, Instant dataTime) {
        return message(cn, Hj212Time.millis(sentAt), Edition.E2017, true, dataTime);
    }

    static Hj212Message message(String cn, String qn, Edition edition, boolean answerWanted, Instant dataTime) {
        return new Hj212Message(
                qn,
                "22",
                cn,
                Hj212TestServer.PW,
                Hj212TestServer.MN,
                Hj212Flag.of(edition, false, answerWanted),
                null,
                null,
                false,
                List.of(
                        CpItem.of("DataTime", Hj212Time.seconds(dataTime)),
                        new CpItem("a34004-Avg", "60", 1),
                        new CpItem("a34004-Flag", "N", 1)),
                Set.of());
    }

    void send(Hj212Message message) {
        send(Hj212Encoder.frame(message).bytes().toArray());
    }

    /** Sends a segment with its length and check value. */
    void sendSegment(String segment) {
        Octets bytes = Octets.of(segment.getBytes(StandardCharsets.UTF_8));
        send(Hj212Encoder.frame(bytes).bytes().toArray());
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the next message of the host; its check value must be right. */
    Hj212Message receive() {
        Hj212Cut cut = cutter.next(in);
        while (cut == null) {
            int next = read();
            if (next < 0) {
                throw new IllegalStateException("the host closed the connection");
            }
            in.writeByte(next);
            cut = cutter.next(in);
        }
        var frame = ((Hj212Cut.Frame) cut).frame();
        return Objects.requireNonNull(Received.of(frame).message());
    }

    /** Reads one byte; -1 when the host has closed. */
    int read() {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            if (e instanceof java.net.SocketTimeoutException) {
                throw new UncheckedIOException(e);
            }
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
