package org.hongting.kiosk.lesson;

/// A page, drawn. Two of them are never equal: nobody compares millions of points. What holds the points must not
/// change them.
public final class PagePicture {
    private final int width;
    private final int height;
    private final int[] pixels;

    /// @param pixels row by row, as 0xAARRGGBB
    public PagePicture(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// Row by row, as 0xAARRGGBB; not a copy.
    public int[] pixels() {
        return pixels;
    }
}
