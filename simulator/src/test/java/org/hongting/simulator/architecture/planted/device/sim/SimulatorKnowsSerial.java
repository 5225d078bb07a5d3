package org.hongting.simulator.architecture.planted.device.sim;

import com.fazecast.jSerialComm.SerialPort;

/// Breaks: jSerialComm only in device.serial.
public final class SimulatorKnowsSerial {
    public Class<?> forbidden() {
        return SerialPort.class;
    }
}
