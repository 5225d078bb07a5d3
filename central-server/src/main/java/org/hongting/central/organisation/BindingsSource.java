package org.hongting.central.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.BindingEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Tells a terminal what became of the cards that were bound there: of the newest ones, far more than can wait.
public final class BindingsSource implements DocumentSource {
    private static final String KIND = "bindings";
    private static final int NEWEST = 500;

    static void mark(Transaction transaction, TerminalId terminal) {
        DueDocuments.mark(transaction, KIND, terminal.value());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        record Said(String card, String state) {}
        Map<String, String> latest = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT card_hash, state FROM card_binding WHERE terminal = ? ORDER BY id DESC LIMIT " + NEWEST,
                        row -> new Said(row.text("card_hash"), row.text("state")),
                        scope)
                .forEach(said -> latest.putIfAbsent(said.card(), said.state()));
        List<DocumentEntry> entries = latest.entrySet().stream()
                .filter(said -> !said.getValue().equals(CardBinding.State.PROPOSED.word()))
                .map(said -> DocumentEntry.of(new BindingEntry(
                        said.getKey(),
                        said.getValue().equals(CardBinding.State.BOUND.word())
                                ? BindingEntry.Outcome.BOUND
                                : BindingEntry.Outcome.REFUSED)))
                .toList();
        return Map.of(DocumentName.bindingsAt(new TerminalId(scope)), entries);
    }
}
