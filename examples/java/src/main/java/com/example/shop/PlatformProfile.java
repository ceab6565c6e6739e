package com.example.shop;

import java.util.List;
import java.util.Map;

import io.github.cdk8shardened.ApiServer;
import io.github.cdk8shardened.ApiServerProps;
import io.github.cdk8shardened.SecurityProfile;
import io.github.cdk8shardened.SecurityProfileProps;

/** What the platform team decided; in real life a package that all app repositories share. */
final class PlatformProfile {
    static SecurityProfile get() {
        return SecurityProfile.restricted(SecurityProfileProps.builder()
                .kubernetesVersion("1.36")
                .registries(List.of("registry.example.com"))
                .apiServer(ApiServer.of(ApiServerProps.builder().cidrs(List.of("10.0.0.10/32")).build()))
                .requiredLabels(Map.of("owner", "shop-team"))
                .customControls(List.of(OwnRepository.control()))
                .build());
    }

    private PlatformProfile() {
    }
}
