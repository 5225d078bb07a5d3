package org.hongting.central.notice;

/// Brings one notice to one target, or says why not. It waits some seconds at most.
@FunctionalInterface
public interface NoticeSender {
    /// @param id of the notice: a repeat bears the same
    /// @param words as people read it
    /// @throws NoticeFault if it is not certain that it arrived
    void send(NoticeTarget target, String id, Notice notice, NoticeWords.Said words) throws NoticeFault;
}
