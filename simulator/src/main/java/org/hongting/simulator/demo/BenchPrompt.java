package org.hongting.simulator.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// The bench without a display: orders typed at a prompt. The end of the input means "keep running", as for a
/// service.
final class BenchPrompt {
    private static final String ORDERS = """
            Type an order and Enter:
              card      somebody holds a card to the reader        badge     somebody shows a badge's code
              again     the same person once more                  stranger  a card nobody knows
              foreign   a code of somebody else                    network   pull or plug the network cable
              centre    kill or start the central server           terminal  cut the terminal's power and start it
              quit      end the demo
            """;

    private final Bench bench;
    private final InputStream in;
    private final PrintStream out;

    BenchPrompt(Bench bench, InputStream in, PrintStream out) {
        this.bench = bench;
        this.in = in;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        out.print(ORDERS);
        BufferedReader orders = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.strip().equals("quit")) {
                return;
            }
            out.println(attempt(order.strip()));
        }
        Thread.currentThread().join();
    }

    /// One order that fails is no reason to end the demo.
    private String attempt(String order) throws InterruptedException {
        try {
            return obey(order);
        } catch (DemoFailure | UncheckedIOException e) {
            return "that did not work: " + e.getMessage();
        }
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
            case "" -> "";
            default -> "there is no order '" + order + "'";
        };
    }
}
