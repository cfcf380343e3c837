package dev.pawl.local;

import dev.pawl.local.port.PortChoice;
import dev.pawl.local.port.Ports;
import dev.pawl.local.program.Surroundings;
import dev.pawl.local.temporal.TemporalPorts;

/// The ports of one open house; 0 for a part that the person brings or did not wish for.
record HousePorts(int gateway, int database, int objects, int model, TemporalPorts temporal) {

    static HousePorts choose(Ports ports, Wishes wishes, Surroundings surroundings) {
        int gateway = ports.known("gateway", wishes.gateway, 8080);
        TemporalPorts temporal = surroundings.bringTemporal()
                ? new TemporalPorts(0, 0, 0, 0)
                : new TemporalPorts(
                        ports.known("temporal", wishes.temporal, 7233),
                        ports.known("ui", wishes.ui, 8233),
                        ports.any(),
                        ports.any());
        int database = surroundings.bringDatabase() ? 0 : ports.inner("database", wishes.database);
        int objects = surroundings.bringObjects() ? 0 : ports.inner("objects", wishes.objects);
        int model = wishes.scriptedModel == null ? 0 : ports.inner("model", new PortChoice.Usual());
        return new HousePorts(gateway, database, objects, model, temporal);
    }
}
