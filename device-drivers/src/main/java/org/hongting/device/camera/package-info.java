/// Codes before a camera: frames of luminance from a child process, decoded by ZXing. The only package that
/// knows ZXing's reader.
@NullMarked
package org.hongting.device.camera;

import org.jspecify.annotations.NullMarked;
