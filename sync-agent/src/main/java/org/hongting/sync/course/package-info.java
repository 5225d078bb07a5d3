/// The courses of a terminal: which are wanted, what of them is here, and how the rest comes, over HTTPS or on a stick.
/// Files are named by their hashes; a row of the terminal's database says which edition of a course people see.
@NullMarked
package org.hongting.sync.course;

import org.jspecify.annotations.NullMarked;
