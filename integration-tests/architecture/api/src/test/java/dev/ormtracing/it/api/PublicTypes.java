package dev.ormtracing.it.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The types and members of a package that applications may use: public or protected, and not said to be otherwise in their
 * Javadoc. Some must be public for the service loader or for another module of ours.
 */
final class PublicTypes {

    /** Every object, record and enum has them. */
    private static final Set<String> IMPLIED = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private static final String NOT_PROMISED = "not for applications";

    private final ModuleSources.Package sources;

    PublicTypes(ModuleSources.Package sources) {
        this.sources = sources;
    }

    /** With those that are nested, each behind the one that it is in. */
    List<TypeElement> promised() {
        return visible().stream()
                .filter(type -> isPromised(type) && isPromised(type.getEnclosingElement()))
                .toList();
    }

    /** The types that applications can see, even those that they should not use. */
    List<TypeElement> visible() {
        List<TypeElement> found = new ArrayList<>();
        collect(sources.types(), found);
        return found;
    }

    private void collect(List<TypeElement> types, List<TypeElement> found) {
        types.stream()
                .filter(PublicTypes::isVisible)
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .forEach(type -> {
                    found.add(type);
                    collect(ElementFilter.typesIn(type.getEnclosedElements()), found);
                });
    }

    /** In the order of the source, for that of constants and of a record's components means something. */
    Stream<Element> members(TypeElement type) {
        return type.getEnclosedElements().stream()
                .map(Element.class::cast)
                .filter(member ->
                        !member.getKind().isClass() && !member.getKind().isInterface())
                .filter(member -> member.getKind() != ElementKind.RECORD_COMPONENT)
                .filter(member -> !IMPLIED.contains(member.getSimpleName().toString()))
                .filter(member -> isVisible(member) && isPromised(member));
    }

    private static boolean isVisible(Element element) {
        Set<Modifier> modifiers = element.getModifiers();
        return modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
    }

    private boolean isPromised(Element element) {
        return !documentation(element).toLowerCase(Locale.ROOT).contains(NOT_PROMISED);
    }

    String documentation(Element element) {
        String text = sources.elements().getDocComment(element);
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }

    /** What a reader of Javadoc needs words for: not what is inherited, and not what the compiler has written. */
    boolean needsDocumentation(Element member) {
        return sources.elements().getOrigin(member) == Elements.Origin.EXPLICIT
                && member.getAnnotation(Override.class) == null
                && member.getEnclosingElement().getKind() != ElementKind.RECORD;
    }

    static String signature(TypeElement type) {
        return words(modifiers(type, unsaid(type)), kind(type), text(type.asType())) + parents(type);
    }

    private static String kind(TypeElement type) {
        ElementKind kind = type.getKind();
        return kind == ElementKind.ANNOTATION_TYPE ? "@interface" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Modifier> unsaid(TypeElement type) {
        return switch (type.getKind()) {
            case CLASS -> EnumSet.of(Modifier.STATIC);
            case ENUM, RECORD -> EnumSet.of(Modifier.STATIC, Modifier.FINAL);
            default -> EnumSet.of(Modifier.STATIC, Modifier.ABSTRACT);
        };
    }

    private static String parents(TypeElement type) {
        List<String> parents = new ArrayList<>();
        if (type.getKind() == ElementKind.CLASS) {
            parents.add(text(type.getSuperclass()));
        }
        type.getInterfaces().forEach(each -> parents.add(text(each)));
        parents.remove("Object");
        return parents.isEmpty() ? "" : " : " + String.join(", ", parents);
    }

    static String signature(Element member) {
        return switch (member.getKind()) {
            case ENUM_CONSTANT -> member.getSimpleName().toString();
            case FIELD -> field((VariableElement) member);
            default -> method((ExecutableElement) member);
        };
    }

    private static String field(VariableElement field) {
        Object value = field.getConstantValue();
        return words(
                        modifiers(field, Set.of()),
                        text(field.asType()),
                        field.getSimpleName().toString())
                + (value == null ? "" : " = " + value);
    }

    private static String method(ExecutableElement method) {
        boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
        return words(
                modifiers(method, EnumSet.of(Modifier.ABSTRACT, Modifier.SYNCHRONIZED)),
                method.getTypeParameters().isEmpty() ? null : "<" + commas(method.getTypeParameters()) + ">",
                constructor ? null : text(method.getReturnType()),
                (constructor ? method.getEnclosingElement() : method).getSimpleName() + "("
                        + parameters(method) + ")"
                        + (method.getThrownTypes().isEmpty() ? "" : " throws " + commas(method.getThrownTypes())));
    }

    private static String parameters(ExecutableElement method) {
        String parameters = method.getParameters().stream()
                .map(parameter -> text(parameter.asType()) + " " + parameter.getSimpleName())
                .collect(Collectors.joining(", "));
        int array = parameters.lastIndexOf("[]");
        return method.isVarArgs()
                ? parameters.substring(0, array) + "..." + parameters.substring(array + 2)
                : parameters;
    }

    private static String commas(List<?> types) {
        return types.stream().map(PublicTypes::text).collect(Collectors.joining(", "));
    }

    /** Public goes without saying, and some change nothing for who calls. */
    private static String modifiers(Element element, Set<Modifier> unsaid) {
        return element.getModifiers().stream()
                .filter(modifier -> modifier != Modifier.PUBLIC)
                .filter(modifier -> !unsaid.contains(modifier))
                .map(Modifier::toString)
                .collect(Collectors.joining(" "));
    }

    /** The JDKs 17 and 25 do not put annotations at the same place. */
    private static String text(Object type) {
        return type.toString()
                .replace("org.jspecify.annotations.", "")
                .replaceAll("((?:[a-z]\\w*\\.)+)@Nullable ", "@Nullable $1")
                .replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }

    private static String words(@Nullable String... words) {
        return Stream.of(words).filter(word -> word != null && !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
