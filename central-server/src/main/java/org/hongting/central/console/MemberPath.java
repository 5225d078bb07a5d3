package org.hongting.central.console;

import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// The member whom a page's path names.
final class MemberPath {
    private MemberPath() {}

    /// @throws ResponseStatusException with 404 where it names nobody
    static Member find(Database database, Members members, String id) {
        try {
            MemberId member = new MemberId(id);
            return database.reading(transaction -> members.find(transaction, member))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
