using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Doorstep.Workflows.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LedgerIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_journal_at",
                table: "journal",
                column: "at")
                .Annotation("Npgsql:IndexMethod", "brin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_journal_at",
                table: "journal");
        }
    }
}
