/// Makes a course of a folder of files: checks them, converts what terminals cannot show, and says why where it cannot.
@NullMarked
package org.hongting.central.course.build;

import org.jspecify.annotations.NullMarked;
