package io.fromline.bench;

/**
 * What one run came to.
 *
 * @param perSecond messages, from the first handed in to the last delivered
 * @param cpuSecondsPerThousand of the processes measured, and only of them
 * @param p50 milliseconds until a message was acknowledged
 * @param connectionsPerThousand opened to the sink
 */
record Measured(double perSecond, double cpuSecondsPerThousand, double p50, double p99, double connectionsPerThousand) {

    /** Who sends may still have to write down what it sent. */
    private static final long SETTLING_MILLIS = 500;

    /** Seconds of the processors' time used so far. */
    interface Cpu {

        double seconds() throws Exception;
    }

    /** Hands in so many messages and waits until the sink has all of them. */
    static Measured run(int messages, Load load, Sink sink, Cpu usage) throws Exception {
        var numbers = new Numbers(messages);
        sink.expect(messages);
        int logIns = sink.logIns();
        double cpu = usage.seconds();
        long begun = System.nanoTime();
        load.handIn(numbers);
        sink.await();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Thread.sleep(SETTLING_MILLIS);
        double used = usage.seconds() - cpu;
        return of(numbers, seconds, used, sink.logIns() - logIns);
    }

    static Measured of(Numbers numbers, double seconds, double cpuSeconds, int connections) {
        double[] millis = numbers.millis();
        return new Measured(
                millis.length / seconds,
                cpuSeconds * 1000 / millis.length,
                Medians.percentile(millis, 0.5),
                Medians.percentile(millis, 0.99),
                connections * 1000.0 / millis.length);
    }
}
