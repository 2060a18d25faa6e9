package io.plumewatch.gateway.instrument;

import com.ghgande.j2mod.modbus.io.AbstractModbusTransport;
import com.ghgande.j2mod.modbus.net.AbstractSerialConnection;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** A serial port with nothing behind it but what a test puts there. */
final class FakePort extends AbstractSerialConnection {

    private final LinkedBlockingDeque<Byte> incoming = new LinkedBlockingDeque<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private byte[] answer = {};
    private volatile boolean open;
    private volatile boolean missing;
    private volatile int opened;

    /** From now on every question is answered so. */
    void answers(byte[] next) {
        answer = next.clone();
    }

    void arrives(byte... bytes) {
        for (byte octet : bytes) {
            incoming.add(octet);
        }
    }

    void isMissing() {
        missing = true;
    }

    int opened() {
        return opened;
    }

    byte[] written() {
        return written.toByteArray();
    }

    @Override
    public void open() {
        if (missing) {
            throw new IllegalArgumentException("no such port");
        }
        open = true;
        opened++;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public int readBytes(byte[] buffer, int count) {
        try {
            int read = 0;
            Byte octet = incoming.poll(5, TimeUnit.MILLISECONDS);
            while (octet != null) {
                buffer[read++] = octet;
                octet = read < count ? incoming.poll() : null;
            }
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public int writeBytes(byte[] buffer, int count) {
        written.write(buffer, 0, count);
        arrives(answer);
        return count;
    }

    @Override
    public int bytesAvailable() {
        return incoming.size();
    }

    @Override
    public AbstractModbusTransport getModbusTransport() {
        throw new UnsupportedOperationException("bytes only");
    }

    @Override
    public int getBaudRate() {
        return 9600;
    }

    @Override
    public int getNumDataBits() {
        return 8;
    }

    @Override
    public int getNumStopBits() {
        return 1;
    }

    @Override
    public int getParity() {
        return 0;
    }

    @Override
    public String getPortName() {
        return "fake";
    }

    @Override
    public String getDescriptivePortName() {
        return "fake";
    }

    @Override
    public void setComPortTimeouts(int mode, int read, int write) {}

    @Override
    public int getTimeout() {
        return 0;
    }

    @Override
    public void setTimeout(int timeout) {}

    @Override
    public Set<String> getCommPorts() {
        return Set.of();
    }
}
