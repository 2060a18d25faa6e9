package io.plumewatch.gateway.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An instrument behind a serial server: questions of one length, and for each what its test wants to answer. */
final class FakeInstrument implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Answers answers;

    /** What it answers; an empty answer is silence. */
    interface Answers {
        byte[] to(byte[] question);
    }

    FakeInstrument(int questionBytes, Answers answers) throws IOException {
        this.answers = answers;
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(questionBytes));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns how many connections there have been. */
    int connections() {
        return connections.get();
    }

    void answers(Answers next) {
        answers = next;
    }

    private void accept(int questionBytes) {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection, questionBytes));
            }
        } catch (IOException e) {
            threads.shutdown();
        }
    }

    private void serve(Socket connection, int questionBytes) {
        open.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            byte[] question = in.readNBytes(questionBytes);
            while (question.length == questionBytes) {
                connection.getOutputStream().write(answers.to(question));
                question = in.readNBytes(questionBytes);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
