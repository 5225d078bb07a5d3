package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;

/// The bench without a display: orders typed at a prompt. The end of the input means "keep running", as for a
/// service.
final class BenchPrompt {
    private final Bench bench;
    private final InputStream in;
    private final PrintStream out;

    BenchPrompt(Bench bench, InputStream in, PrintStream out) {
        this.bench = bench;
        this.in = in;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        out.println("Orders: card · badge · again · stranger · foreign · network · centre · terminal · quit");
        BufferedReader orders = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.strip().equals("quit")) {
                return;
            }
            out.println(obey(order.strip()));
        }
        Thread.currentThread().join();
    }

    private String obey(String order) throws InterruptedException {
        return switch (order) {
            case "card" -> bench.tapCard();
            case "badge" -> bench.showBadge();
            case "again" -> bench.sameAgain();
            case "stranger" -> bench.strangersCard();
            case "foreign" -> bench.foreignCode();
            case "network" -> bench.pullOrPlugNetwork();
            case "centre" -> bench.killOrStartCentre();
            case "terminal" -> bench.restartTerminal();
            default -> "there is no order '" + order + "'";
        };
    }
}
