package org.hongting.kiosk.lesson;

import java.time.Duration;
import java.util.Optional;
import org.hongting.protocol.study.Studied;

/// A lesson whose pages are drawn one by one. Confined to one thread, which must not be the one that paints.
public interface Sheets extends AutoCloseable {
    int pages();

    /// The page as it was drawn ahead, or drawn now.
    ///
    /// @param page counted from 0
    Drawn page(int page, int width, int height);

    /// Draws a page that will be asked for, if there is one.
    void ahead(int page, int width, int height);

    @Override
    void close();

    /// A page that was drawn.
    ///
    /// @param picture empty where it is damaged
    record Drawn(int page, int width, int height, Optional<PagePicture> picture, Studied studied) {
        /// A page that cannot be drawn: there is nothing to read on it.
        public static Drawn damaged(int page, int width, int height) {
            return new Drawn(page, width, height, Optional.empty(), new Studied.Page(Duration.ZERO));
        }

        boolean is(int otherPage, int otherWidth, int otherHeight) {
            return page == otherPage && width == otherWidth && height == otherHeight;
        }
    }
}
