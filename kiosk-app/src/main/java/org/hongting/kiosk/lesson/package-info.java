/// What stands on the pages of a lesson: texts as blocks, pages of a PDF as pictures. No JavaFX, no thread; files are
/// read here and nowhere else of the study screen.
@NullMarked
package org.hongting.kiosk.lesson;

import org.jspecify.annotations.NullMarked;
