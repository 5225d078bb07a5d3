package org.hongting.central;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hongting.central.backup.BackupFailure;
import org.hongting.central.backup.Restore;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Puts a backup in the place of a lost or damaged store, with no server running.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Put a backup in the place of the store. The server must not run.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:restored", "1:nothing was restored, and the sentence says why", "2:wrong usage"})
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The backup.")
    private Path from = Path.of("");

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--replace", description = "Move a store that stands there aside, into a folder beside it.")
    private boolean replace;

    @Option(names = "--json", description = "One JSON object on stdout.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Done(
            String store,
            long generation,
            long epochs,
            long records,
            @Nullable String aside,
            List<String> next) {}

    @Override
    public Integer call() {
        if (store.said() instanceof StoreAddress.Server) {
            return failed("the tables are in PostgreSQL: put its own backup back with psql or pg_restore, and raise the"
                    + " generation as docs/operations.md says");
        }
        try {
            print(new Restore(Clock.systemUTC(), new SecureRandom()).run(from, store.data(), replace));
            return 0;
        } catch (BackupFailure e) {
            return failed(e.sentence());
        }
    }

    private int failed(String sentence) {
        PrintWriter people = spec.commandLine().getErr();
        people.println("hongting central: " + sentence);
        people.flush();
        return 1;
    }

    private void print(Restore.Restored restored) {
        PrintWriter out = spec.commandLine().getOut();
        @Nullable String aside = restored.aside().map(Path::toString).orElse(null);
        List<String> next = next();
        if (json) {
            out.println(Json.writeText(new Done(
                    restored.store().id(),
                    restored.store().generation(),
                    restored.epochs(),
                    restored.records(),
                    aside,
                    next)));
        } else {
            out.println("restored: " + restored.records() + " records in " + restored.epochs() + " epochs");
            if (aside != null) {
                out.println("what was there before lies in " + aside);
            }
            next.forEach(step -> out.println("next: " + step));
        }
        out.flush();
    }

    private List<String> next() {
        List<String> next = new ArrayList<>();
        if (!Files.exists(store.data().resolve("keys").resolve("site-keys.json"))) {
            next.add("put the folder keys/ back from its own backup, or every terminal must be claimed anew");
        }
        next.add("put attachments/ and courses/ back, if they were lost too");
        next.add(
                "start the server, wait until terminals have sent again, then let it go on under System in the console");
        return next;
    }
}
