package org.hongting.kiosk.lesson;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.Limits;
import org.hongting.protocol.study.Studied;

/// A text, and how it is divided into pages. Pages are made of whole blocks and by their words alone, so that the same
/// page holds the same on every screen and in every size of type; one that is longer than the screen is drawn up with a
/// finger.
///
/// @param pages each the first block of a page, and the last of its block
public record TextLesson(List<Block> blocks, List<Page> pages) {
    /// Larger texts are not one lesson.
    public static final int MOST_BYTES = Limits.COURSE_TEXT_BYTES;

    /// Signs of a usual page: two minutes of reading.
    static final int OF_A_PAGE = 700;

    /// A picture takes so long as so many signs.
    private static final int OF_A_PICTURE = 100;

    /// Blocks of one page, from the first up to the one that it does not hold.
    ///
    /// @param characters that stand on it
    /// @param signs the Chinese characters whose reading takes as long
    public record Page(int from, int until, int characters, int signs) {
        public Studied studied() {
            return Studied.Page.ofCharacters(signs);
        }
    }

    public TextLesson {
        blocks = List.copyOf(blocks);
        pages = List.copyOf(pages);
    }

    /// @param markdown UTF-8
    /// @throws LessonTrouble if it is no text, or holds nothing
    public static TextLesson of(byte[] markdown) throws LessonTrouble {
        if (markdown.length > MOST_BYTES) {
            throw new LessonTrouble(LessonTrouble.Kind.TOO_LARGE);
        }
        List<Block> blocks;
        try {
            blocks = MarkdownBlocks.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(markdown))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
        }
        if (blocks.isEmpty()) {
            throw new LessonTrouble(LessonTrouble.Kind.UNREADABLE);
        }
        return new TextLesson(blocks, pagesOf(blocks));
    }

    /// The page that holds a block; the last where there are fewer by now.
    public int pageOf(int block) {
        for (int i = 0; i < pages.size(); i++) {
            if (block < pages.get(i).until()) {
                return i;
            }
        }
        return pages.size() - 1;
    }

    public List<Block> on(Page page) {
        return blocks.subList(page.from(), page.until());
    }

    /// A heading begins a page where the one before is half full: nobody wants it at the foot.
    private static List<Page> pagesOf(List<Block> blocks) {
        List<Page> pages = new ArrayList<>();
        int from = 0;
        int characters = 0;
        int signs = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int more = block instanceof Block.Picture ? OF_A_PICTURE : block.characters();
            boolean full = characters + more > OF_A_PAGE;
            boolean chapter = block instanceof Block.Heading && characters > OF_A_PAGE / 2;
            if (i > from && (full || chapter) && !(blocks.get(i - 1) instanceof Block.Heading)) {
                pages.add(new Page(from, i, characters, signs));
                from = i;
                characters = 0;
                signs = 0;
            }
            characters += more;
            signs += block instanceof Block.Picture ? OF_A_PICTURE : block.signs();
        }
        pages.add(new Page(from, blocks.size(), characters, signs));
        return pages;
    }
}
