package dev.ormtracing.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** Whether session factories are of a class of ours. */
final class SessionFactoriesBuildItem extends SimpleBuildItem {

    private final boolean ours;

    SessionFactoriesBuildItem(boolean ours) {
        this.ours = ours;
    }

    boolean areOurs() {
        return ours;
    }
}
