@NullMarked
package org.hongting.central.course.sentence;

import org.jspecify.annotations.NullMarked;
