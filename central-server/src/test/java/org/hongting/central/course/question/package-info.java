@NullMarked
package org.hongting.central.course.question;

import org.jspecify.annotations.NullMarked;
