package org.hongting.central.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.Words;
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
        record Said(String card, CardBinding.State state) {}
        Map<String, CardBinding.State> latest = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT card_hash, state, why FROM card_binding WHERE terminal = ? ORDER BY id DESC LIMIT "
                                + NEWEST,
                        row -> new Said(row.text("card_hash"), told(row)),
                        scope)
                .forEach(said -> latest.putIfAbsent(said.card(), said.state()));
        List<DocumentEntry> entries = latest.entrySet().stream()
                .filter(said -> said.getValue() != CardBinding.State.PROPOSED)
                .map(said -> DocumentEntry.of(new BindingEntry(
                        said.getKey(),
                        said.getValue() == CardBinding.State.BOUND
                                ? BindingEntry.Outcome.BOUND
                                : BindingEntry.Outcome.REFUSED)))
                .toList();
        return Map.of(DocumentName.bindingsAt(new TerminalId(scope)), entries);
    }

    /// A terminal goes on taking what waits for a decision, except where a lost terminal may have begun it.
    private static CardBinding.State told(Transaction.Row row) {
        CardBinding.State state =
                Words.find(CardBinding.State.class, row.text("state")).orElseThrow();
        boolean suspended = CardBinding.Why.SUSPENDED.word().equals(row.textOrNull("why"));
        return state == CardBinding.State.PROPOSED && suspended ? CardBinding.State.REFUSED : state;
    }
}
