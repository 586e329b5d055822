using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Fluid;
using Fluid.Values;
using Scope = Doorstep.Workflows.Kernel.Scope;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary><c>Liquid</c>, on Fluid: templates for texts. Parsed once per definition.</summary>
internal sealed class LiquidLanguage : ExpressionLanguage
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = LiquidBounds.Options();
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(2);

    public override string Type => "Liquid";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        var source = Values.ToText(value);
        if (JavaScriptLanguage.TooLong(source, place)) return new Constant(Values.Null);
        var (template, error) = Read(source);
        if (template is not null) return new Template(template, source, place.Path);
        place.Fault($"This is not Liquid: {Said(error)}. In: {JavaScriptLanguage.Cut(source)}");
        return new Constant(Values.Null);
    }

    private static (IFluidTemplate? Template, string Error) Read(string source)
    {
        try
        {
            return ExpressionBench.Run(() => Parser.TryParse(source, out var template, out var error) ? (new LiquidBounds().VisitTemplate(template), "") : ((IFluidTemplate?)null, error), TimeMax);
        }
        catch (Exception exception) when (exception is StepFaultException or Fluid.ParseException || ExpressionBench.IsBound(exception))
        {
            return (null, exception.Message);
        }
    }

    /// <summary>What the parser itself said, in one line; the source that it repeats is ours to show.</summary>
    private static string Said(string error) => error.ReplaceLineEndings("\n").Split("\nSource:")[0].Replace('\n', ' ').TrimEnd(' ', '.');

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : value.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private sealed class Template(IFluidTemplate template, string source, string path) : Expression
    {
        public override string Text { get; } = JavaScriptLanguage.Cut(source);

        public override string Source => source;

        public override JsonElement Evaluate(Scope scope)
        {
            try
            {
                return ExpressionBench.Run(() => Render(scope), scope.Bounds.ExpressionTimeMax);
            }
            catch (Exception exception) when (ExpressionBench.IsBound(exception) || exception is StepFaultException { Code: "bound" })
            {
                throw new StepFaultException("bound", $"{path}: it wants more than there is: {Said(exception.Message)} (bounds Expression…Max). In: {Text}", exception);
            }
#pragma warning disable CA1031 // Whatever a template makes Fluid throw is the template's fault and must become an incident (semantics 12), not a broken case.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                throw new StepFaultException("expression", $"{path}: {Said(exception.Message)}. In: {Text}", exception);
            }
        }

        private JsonElement Render(Scope scope)
        {
            using var writer = new BoundedWriter();
            var context = Context(scope);
            LiquidBounds.Begin(context, scope.Bounds);
            template.RenderAsync(writer, NullEncoder.Default, context).AsTask().GetAwaiter().GetResult();
            return Values.Of(writer.ToString());
        }

        private static TemplateContext Context(Scope scope)
        {
            var context = new TemplateContext(Options) { Now = () => scope.Now };
            var variables = scope.Variables.ToDictionary(pair => pair.Key, pair => Plain(pair.Value), StringComparer.Ordinal);
            foreach (var name in (string[])["variables", "Variables"]) context.SetValue(name, FluidValue.Create(variables, Options));
            foreach (var name in (string[])["input", "Input"]) context.SetValue(name, FluidValue.Create(Plain(scope.Before.Input), Options));
            context.SetValue("case", FluidValue.Create(Plain(scope.Before.Facts.ToJson()), Options));
            context.SetValue("event", FluidValue.Create(Plain(scope.Event), Options));
            context.SetValue("now", new DateTimeValue(scope.Now));
            context.SetValue("state", new StringValue(scope.StatePath));
            context.SetValue("definition", FluidValue.Create(
                new Dictionary<string, object?> { ["id"] = scope.Machine.Id, ["version"] = scope.Machine.Version, ["name"] = scope.Machine.Name }, Options));
            context.SetValue("WorkflowInstanceId", new StringValue(scope.Before.CaseId));
            context.SetValue("CorrelationId", new StringValue(scope.Before.CorrelationId));
            return context;
        }
    }
}
