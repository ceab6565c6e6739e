package com.example.shop;

import java.util.List;
import java.util.Map;

import io.github.cdk8shardened.ControlSubject;
import io.github.cdk8shardened.ControlViolation;
import io.github.cdk8shardened.CustomControl;
import io.github.cdk8shardened.CustomControlProps;
import io.github.cdk8shardened.IControlRule;
import io.github.cdk8shardened.Severity;

/** A control of the company's own, beside those of the catalogue. */
final class OwnRepository implements IControlRule {
    private static final String REPOSITORY = "registry.example.com/shop/";

    static CustomControl control() {
        return CustomControl.of("shop.own-repository", CustomControlProps.builder()
                .title("Images come from the repository of the team")
                .why("nobody of the team answers for what is in the images of others")
                .fix("copy the image to " + REPOSITORY)
                .severity(Severity.ERROR)
                .subject(ControlSubject.CONTAINER)
                .rule(new OwnRepository())
                .build());
    }

    @Override
    public List<ControlViolation> violations(final Object subject) {
        final Object image = subject instanceof Map<?, ?> container ? container.get("image") : null;
        if (image instanceof String text && text.startsWith(REPOSITORY)) {
            return List.of();
        }
        return List.of(ControlViolation.builder().pointer("/image").message("the image is not below " + REPOSITORY).build());
    }
}
