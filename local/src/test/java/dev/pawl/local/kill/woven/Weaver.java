package dev.pawl.local.kill.woven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Weaves waypoints into a program while its classes are loaded: before and after the methods that a list names. Others
/// it
/// makes forget what they are there for. The JVM starts it before the program's own main method.
public final class Weaver implements ClassFileTransformer {

    /// The list: first where to tell, then a class, a method and a name a line.
    public static final String LIST = "/waypoints";

    /// The name of what does nothing at all.
    public static final String FORGOTTEN = "-";

    private static final ClassDesc WAYPOINTS = ClassDesc.of("dev.pawl.local.kill.woven.Waypoints");
    private static final MethodTypeDesc REACHED = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private final Map<String, Map<String, String>> names;

    private Weaver(Map<String, Map<String, String>> names) {
        this.names = names;
    }

    public static void agentmain(@Nullable String nothing, Instrumentation instrumentation) throws IOException {
        Map<String, Map<String, String>> names = new HashMap<>();
        try (InputStream list = Objects.requireNonNull(Weaver.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            Waypoints.tellAt(Path.of(lines.readLine()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                names.computeIfAbsent(words[0], _ -> new HashMap<>()).put(words[1], words[2]);
            }
        }
        instrumentation.addTransformer(new Weaver(names));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String type,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Map<String, String> methods = names.get(type);
        return methods == null || loader == null ? null : woven(loader, bytes, methods);
    }

    private static byte[] woven(ClassLoader loader, byte[] bytes, Map<String, String> methods) {
        ClassFile format = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
        return format.transformClass(format.parse(bytes), (type, part) -> {
            String name = part instanceof MethodModel method
                    ? methods.get(method.methodName().stringValue())
                    : null;
            if (name != null && part instanceof MethodModel method) {
                type.transformMethod(
                        method,
                        name.equals(FORGOTTEN) ? Weaver::forget : MethodTransform.transformingCode(new Around(name)));
            } else {
                type.with(part);
            }
        });
    }

    private static void forget(MethodBuilder method, MethodElement part) {
        if (part instanceof CodeModel) {
            method.withCode(CodeBuilder::return_);
        } else {
            method.with(part);
        }
    }

    /// At the beginning, and before each return: who leaves by an exception has not done it.
    private record Around(String name) implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            reached(code, "before");
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                reached(code, "after");
            }
            code.with(element);
        }

        private void reached(CodeBuilder code, String side) {
            code.loadConstant(side + " " + name).invokestatic(WAYPOINTS, "reached", REACHED);
        }
    }
}
