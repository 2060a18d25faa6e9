package io.plumewatch.sim.device;

import io.plumewatch.wire.obd.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One instrument as a TCP server on loopback: a serial server with its line, or Modbus TCP. A question, an answer; a
 * thread for each connection, at most {@link #MAX_CONNECTIONS}.
 */
final class LineServer implements AutoCloseable {

    static final int MAX_CONNECTIONS = 8;

    private static final int MAX_QUESTION = 300;
    private static final int MAX_REMEMBERED = 64;

    private final ServerSocket server;
    private final LineSpeaker speaker;
    private final InstantSource clock;
    private final LineFaults faults = new LineFaults();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private LineServer(ServerSocket server, LineSpeaker speaker, InstantSource clock) {
        this.server = server;
        this.speaker = speaker;
        this.clock = clock;
    }

    /** Listens on a port; 0 takes a free one. */
    static LineServer start(String name, int port, LineSpeaker speaker, InstantSource clock) throws IOException {
        var server = new ServerSocket(port, MAX_CONNECTIONS, InetAddress.getLoopbackAddress());
        var line = new LineServer(server, speaker, clock);
        thread(name, line::accept);
        return line;
    }

    int port() {
        return server.getLocalPort();
    }

    LineFaults faults() {
        return faults;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                if (connections.size() > MAX_CONNECTIONS) {
                    close(socket);
                } else {
                    socket.setTcpNoDelay(true);
                    thread("line-" + socket.getPort(), () -> talk(socket));
                }
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted: the loop knows.
            }
        }
    }

    private void talk(Socket socket) {
        var talk = new Talk();
        try {
            while (true) {
                Octets question = question(socket);
                if (question.length() == 0 || !talk.answer(question, socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client hung up: an instrument does not mind.
            return;
        } finally {
            close(socket);
        }
    }

    private Octets question(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        do {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return Octets.NONE;
            }
            bytes.write(next);
        } while (bytes.size() < Math.min(MAX_QUESTION, speaker.questionLength(Octets.of(bytes.toByteArray()))));
        return Octets.of(bytes.toByteArray());
    }

    /** One connection, with what was said on it before. */
    private final class Talk {

        private final Map<Octets, Octets> lastAnswers = new HashMap<>();
        private Octets before = Octets.NONE;

        /** Returns whether the connection goes on. */
        boolean answer(Octets question, Socket socket) throws IOException {
            Set<LineFault> wrong = faults.forQuestion();
            Octets answer = speaker.answer(question, clock.instant(), wrong.contains(LineFault.OUT_OF_RANGE));
            if (wrong.contains(LineFault.FROZEN)) {
                answer = lastAnswers.getOrDefault(question, answer);
            }
            if (lastAnswers.size() < MAX_REMEMBERED || lastAnswers.containsKey(question)) {
                lastAnswers.put(question, answer);
            }
            Octets said = wrong.contains(LineFault.ANSWER_BEFORE) ? before : answer;
            before = answer;
            if (wrong.contains(LineFault.REFUSAL)) {
                said = speaker.refusal(question);
            }
            if (wrong.contains(LineFault.WRONG_CHECK) && said.length() > 0) {
                said = speaker.spoilt(said);
            }
            if (wrong.contains(LineFault.HALF_ANSWER)) {
                said = said.slice(0, said.length() / 2);
            }
            if (!wrong.contains(LineFault.HANG) && !wrong.contains(LineFault.DISCONNECT)) {
                socket.getOutputStream().write(said.toArray());
                socket.getOutputStream().flush();
            }
            return !wrong.contains(LineFault.DISCONNECT);
        }
    }

    private static void thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void close(Socket socket) {
        connections.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
            return;
        }
    }

    /** Hangs up on everybody and listens no more. */
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(this::close);
    }
}
