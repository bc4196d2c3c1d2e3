package im.isthmus.text;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the texts for users in sources, and those that nobody could translate. */
final class SourceTexts extends TreeScanner<@Nullable Void, Boolean> {
    /** Patterns, and a place of each. */
    final Map<String, String> patterns = new TreeMap<>();

    /** Places where a text is put together of pieces. */
    final TreeSet<String> pieces = new TreeSet<>();

    private final Sinks sinks;
    private final Deque<String> classes = new ArrayDeque<>();
    private final Map<String, ExpressionTree> variables = new HashMap<>();
    private String place = "";
    private @Nullable MethodTree method;
    private boolean news;

    SourceTexts(Sinks sinks) {
        this.sinks = sinks;
    }

    /** Looks for methods that pass their argument on as a pattern; returns whether one was new. */
    boolean learn(CompilationUnitTree unit) {
        news = false;
        start(unit);
        scan(unit, false);
        return news;
    }

    void collect(CompilationUnitTree unit) {
        start(unit);
        scan(unit, true);
    }

    private void start(CompilationUnitTree unit) {
        place = unit.getSourceFile().getName().replaceFirst(".*/im/isthmus/", "");
        variables.clear();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree node, @Nullable Void none) {
                if (node.getInitializer() != null) {
                    variables.putIfAbsent(node.getName().toString(), node.getInitializer());
                }
                return super.visitVariable(node, null);
            }
        }.scan(unit, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, Boolean collecting) {
        classes.push(node.getSimpleName().toString());
        super.visitClass(node, collecting);
        classes.pop();
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, Boolean collecting) {
        MethodTree outer = method;
        method = node;
        super.visitMethod(node, collecting);
        method = outer;
        return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, Boolean collecting) {
        call("new " + last(node.getIdentifier()), node.getArguments(), collecting);
        return super.visitNewClass(node, collecting);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, Boolean collecting) {
        ExpressionTree callee = node.getMethodSelect();
        if (callee instanceof MemberSelectTree select) {
            String owner = last(select.getExpression());
            call(owner + "." + select.getIdentifier(), node.getArguments(), collecting);
        } else if (callee.toString().equals("this") || callee.toString().equals("super")) {
            call("new " + classes.peek(), node.getArguments(), collecting);
        } else {
            for (String owner : classes) {
                call(owner + "." + callee, node.getArguments(), collecting);
            }
        }
        return super.visitMethodInvocation(node, collecting);
    }

    private void call(String callee, List<? extends ExpressionTree> given, boolean collecting) {
        for (int index : sinks.of(callee)) {
            if (index < given.size()) {
                text(given.get(index), collecting, 0);
                if (constant(given.get(index), 0) != null && callee.endsWith("StanzaException")) {
                    return; // what follows goes into the pattern
                }
            }
        }
    }

    private void text(ExpressionTree expression, boolean collecting, int depth) {
        switch (expression) {
            case ParenthesizedTree p -> text(p.getExpression(), collecting, depth);
            case ConditionalExpressionTree c -> {
                text(c.getTrueExpression(), collecting, depth);
                text(c.getFalseExpression(), collecting, depth);
            }
            case IdentifierTree name -> named(name.getName().toString(), collecting, depth);
            default -> {
                String constant = constant(expression, 0);
                if (constant != null && collecting) {
                    patterns.putIfAbsent(constant, place);
                } else if (constant == null && collecting && hasWords(expression)) {
                    pieces.add(place + ": " + expression);
                }
            }
        }
    }

    private void named(String name, boolean collecting, int depth) {
        int parameter = parameter(name);
        if (parameter >= 0 && method != null) {
            boolean constructor = method.getName().contentEquals("<init>");
            String callee =
                    constructor ? "new " + classes.peek() : classes.peek() + "." + method.getName();
            news |= sinks.add(callee, parameter);
        } else if (variables.containsKey(name) && depth < 3) {
            text(variables.get(name), collecting, depth + 1);
        }
    }

    private int parameter(String name) {
        if (method != null) {
            List<? extends VariableTree> parameters = method.getParameters();
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).getName().contentEquals(name)
                        && parameters.get(i).getType().toString().equals("String")) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The string that an expression always is, or null. */
    private @Nullable String constant(ExpressionTree expression, int depth) {
        if (expression instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text ? text : null;
        }
        if (expression instanceof ParenthesizedTree p) {
            return constant(p.getExpression(), depth);
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            String left = constant(sum.getLeftOperand(), depth);
            String right = constant(sum.getRightOperand(), depth);
            return left == null || right == null ? null : left + right;
        }
        return null;
    }

    /** Whether it is a sum with a literal that has letters in it. */
    private boolean hasWords(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text && text.matches(".*\\p{L}{2}.*");
        }
        return expression instanceof BinaryTree sum
                && (hasWords(sum.getLeftOperand()) || hasWords(sum.getRightOperand()));
    }

    private static String last(Tree name) {
        String text = name.toString();
        return text.substring(text.lastIndexOf('.') + 1).replaceFirst("<.*", "");
    }
}
