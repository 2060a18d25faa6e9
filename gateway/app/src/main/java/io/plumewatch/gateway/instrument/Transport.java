package io.plumewatch.gateway.instrument;

/** How a line is reached. */
sealed interface Transport {

    /** Returns what must not be used twice: two connections to the same line would take each other's answers. */
    String endpoint();

    /** Over TCP. */
    record Tcp(Kind kind, String host, int port) implements Transport {

        /** What is spoken there. */
        enum Kind {
            /** Modbus with the TCP header: its transaction number tells late answers from others. */
            MODBUS_TCP,
            /** Modbus RTU through a serial server. */
            RTU_OVER_TCP,
            /** A maker's own protocol through a serial server. */
            RAW_TCP
        }

        @Override
        public String endpoint() {
            return host + ":" + port;
        }
    }

    /**
     * A serial port of this machine.
     *
     * @param baud 300..921,600
     * @param dataBits 7 or 8
     * @param stopBits 1 or 2
     */
    record Serial(String device, int baud, Parity parity, int dataBits, int stopBits) implements Transport {

        /** The parity bit. */
        enum Parity {
            NONE,
            ODD,
            EVEN
        }

        @Override
        public String endpoint() {
            return device;
        }
    }
}
