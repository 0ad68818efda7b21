package io.fromline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A line to a port on this machine whose octets arrive later by half a round trip, each way, however many they are. */
final class SlowLine implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int to;
    private final long oneWay;

    SlowLine(int to, long roundTripMillis) throws IOException {
        this.to = to;
        this.oneWay = roundTripMillis * 1_000_000 / 2;
        Thread.ofVirtual().name("slow-line").start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                carry(near, far);
                carry(far, near);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] octets, long due) {}

    private void carry(Socket from, Socket into) {
        BlockingQueue<Piece> under = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try {
                var buffer = new byte[64 << 10];
                int length;
                while ((length = from.getInputStream().read(buffer)) >= 0) {
                    under.add(new Piece(Arrays.copyOf(buffer, length), System.nanoTime() + oneWay));
                }
            } catch (IOException gone) {
                // the other end learns it
            }
            under.add(new Piece(new byte[0], System.nanoTime() + oneWay));
        });
        Thread.ofVirtual().start(() -> {
            try (into) {
                for (var piece = under.take(); piece.octets().length > 0; piece = under.take()) {
                    while (System.nanoTime() < piece.due()) {
                        LockSupport.parkNanos(piece.due() - System.nanoTime());
                    }
                    into.getOutputStream().write(piece.octets());
                }
            } catch (IOException gone) {
                // whoever it was has left
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
