package org.hongting.simulator.architecture.planted.device.serial;

import com.google.zxing.BarcodeFormat;

/// Breaks: ZXing only in device.camera and device.sim.
public final class SerialKnowsZxing {
    public Class<?> forbidden() {
        return BarcodeFormat.class;
    }
}
