package dev.pawl.local.kill;

import dev.pawl.local.kill.woven.Waypoints;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Weaves waypoints into a program's classes: before and after the methods that a list names. Others it makes forget
/// what they are there for.
final class Weaver {

    /// The name of what does nothing at all.
    static final String FORGOTTEN = "-";

    private static final ClassDesc WAYPOINTS =
            ClassDesc.of(Waypoints.class.getPackageName(), Waypoints.class.getSimpleName());
    private static final MethodTypeDesc REACHED = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private final Map<String, Map<String, String>> names = new HashMap<>();

    /// @param list a class, a method and a name a line
    Weaver(List<String> list) {
        for (String line : list) {
            String[] words = line.split(" ", -1);
            names.computeIfAbsent(words[0], _ -> new HashMap<>()).put(words[1], words[2]);
        }
    }

    /// The classes that it has something to say about.
    Set<String> types() {
        return names.keySet();
    }

    /// The class as it is after that.
    byte[] woven(String type, byte[] bytes, ClassLoader program) {
        Map<String, String> methods = names.getOrDefault(type, Map.of());
        ClassFile format = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(program)));
        return format.transformClass(format.parse(bytes), (woven, part) -> {
            String name = part instanceof MethodModel method
                    ? methods.get(method.methodName().stringValue())
                    : null;
            if (name != null && part instanceof MethodModel method) {
                woven.transformMethod(
                        method,
                        name.equals(FORGOTTEN) ? Weaver::forget : MethodTransform.transformingCode(new Around(name)));
            } else {
                woven.with(part);
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
