/// What is said of courses and question banks, in the language of whoever reads it: a sentence is a value
/// that knows its key and its arguments.
@NullMarked
package org.hongting.central.course.sentence;

import org.jspecify.annotations.NullMarked;
