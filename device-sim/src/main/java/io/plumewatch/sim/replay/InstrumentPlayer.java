package io.plumewatch.sim.replay;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.capture.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Plays the instrument's side of a polled line: a server on loopback that answers as the instrument did. */
final class InstrumentPlayer implements AutoCloseable {

    private static final int CHUNK_BYTES = 4_096;
    private static final int REST_OF_QUESTION_MILLIS = 200;
    private static final long LOOK_MILLIS = 50;

    private final InstrumentScript script;
    private final Tally tally;
    private final ServerSocket listening;
    private volatile long askedNanos = System.nanoTime();

    private InstrumentPlayer(InstrumentScript script, Tally tally, ServerSocket listening) {
        this.script = script;
        this.tally = tally;
        this.listening = listening;
    }

    static InstrumentPlayer start(String deviceNo, int port, InstrumentScript script, Tally tally) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var player = new InstrumentPlayer(script, tally, socket);
            thread("instrument-" + deviceNo, player::accept);
            return player;
        } catch (IOException e) {
            throw new RunFailed(
                    "cannot play " + deviceNo + " on port " + port + ": " + e.getMessage()
                            + "; choose another with --instruments " + deviceNo + "=PORT",
                    e);
        }
    }

    private static void thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket line = listening.accept();
                thread("instrument-line-" + line.getPort(), () -> serve(line));
            }
        } catch (IOException e) {
            // Closed: the replay is over.
        }
    }

    private void serve(Socket line) {
        try (line) {
            line.setTcpNoDelay(true);
            byte[] question = read(line);
            while (question.length > 0) {
                askedNanos = System.nanoTime();
                Optional<byte[]> answer = script.answer(question);
                if (answer.isPresent() && answer.get().length > 0) {
                    line.getOutputStream().write(answer.get());
                    line.getOutputStream().flush();
                    tally.sent(Channel.INSTRUMENT, 1);
                }
                question = read(line);
            }
        } catch (IOException e) {
            // The gateway hung up.
        }
    }

    /** Reads one question; empty at the end. One that nobody asked before may still be half. */
    private byte[] read(Socket line) throws IOException {
        var question = new ByteArrayOutputStream();
        byte[] buffer = new byte[CHUNK_BYTES];
        InputStream in = line.getInputStream();
        line.setSoTimeout(0);
        try {
            int length = in.read(buffer);
            while (length >= 0) {
                question.write(buffer, 0, length);
                if (script.knows(question.toByteArray())) {
                    return question.toByteArray();
                }
                line.setSoTimeout(REST_OF_QUESTION_MILLIS);
                length = in.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            // Nothing more belongs to it.
        }
        return question.toByteArray();
    }

    /** Waits until everything has been asked for; gives up when nobody has asked for as long as {@code patience}. */
    void awaitTold(Duration patience) throws InterruptedException {
        while (!script.told() && System.nanoTime() - askedNanos < patience.toNanos()) {
            Thread.sleep(LOOK_MILLIS);
        }
        if (!script.told()) {
            tally.unanswered(Channel.INSTRUMENT, script.left());
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
