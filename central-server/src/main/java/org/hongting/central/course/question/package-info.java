/// Question banks as people have them: one reader for each format, from bytes to a bank or to everything that is wrong
/// with the file, and the sheet that teachers fill in.
@NullMarked
package org.hongting.central.course.question;

import org.jspecify.annotations.NullMarked;
