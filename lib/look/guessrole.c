/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessrole.h"

#include <string.h>

/* Names with bars between them, the best first; a ~ marks those that also count as words of longer names. */
static const char *const NAMES[GUESSROLES] = {
    [ROLE_SHIPPING] = "shipping|order shipping amount|shipping amount|shipping cost|shipping total|shipping price|"
                      "freight|freight value|versand|versandkosten|versandkosten brutto|porto|frais de port|"
                      "frais de livraison|livraison|gastos de env\xc3\xado|gastos de envio|env\xc3\xado|envio|"
                      "spedizione|spese di spedizione|verzendkosten|frete|delivery fee|delivery charge|postage|"
                      "order shipping|koszt dostawy",
    [ROLE_REFUND] = "refunded amount|amount refunded|refund amount|order refund amount|refund|refunds|total refunded|"
                    "erstattung|erstatteter betrag|r\xc3\xbc"
                    "ckerstattung|remboursement|reembolso|rimborso|"
                    "refund amount usd|~amount refunded|~refunded amount|~refund amount",
    [ROLE_DISCOUNT] = "cart discount amount|order discount amount|discount amount|discount|discounts|discount total|"
                      "order discount|rabatt|rabattbetrag|nachlass|gutschein|coupon amount|remise|r\xc3\xa9"
                      "duction|"
                      "descuento|desconto|sconto|korting|rabat",
    [ROLE_TAX] =
        "order total tax amount|total tax|taxes|tax|tax amount|tax total|order tax|sales tax|vat|vat amount|mwst|"
        "mwst betrag|ust|steuer|steuerbetrag|mehrwertsteuer|umsatzsteuer|tva|montant tva|iva|imposta|imposto|btw",
    [ROLE_TIP] = "tip|tips|tip amount|trinkgeld|pourboire|propina|mancia|fooi|gratuity",
    [ROLE_TOTAL] =
        "order total|order total amount|grand total|total|order amount|total amount|total price|gesamt|"
        "gesamtbetrag|gesamtsumme|bestellsumme|bestellwert|rechnungsbetrag|endsumme|total ttc|total commande|"
        "total general|total del pedido|importe total|totale|totale ordine|totaal|amount paid|total paid",
    [ROLE_CUSTOMER] =
        "customer unique id|customer id|customer number|customer no|customer code|customer|client id|"
        "client number|client no|client|user id|userid|user|buyer id|member id|loyalty id|loyalty card|"
        "kundennummer|kundennr|kunden nr|kunden id|kundenkarte|kunde|debitor|debitorennummer|num\xc3\xa9ro client|"
        "id client|code client|cliente|id cliente|codice cliente|c\xc3\xb3"
        "digo cliente|klant|klantnummer|"
        "nr klienta|email|e mail|customer email|email billing|buyer email|~email|~e mail|buyer|buyer name|"
        "phone|~phone|~customer id",
    [ROLE_ORDER] =
        "order id|orderid|order number|order no|order|order name|invoice no|invoice number|invoice id|invoice|"
        "invoiceno|bestellnummer|bestellnr|bestell nr|bestellung|auftragsnummer|auftragsnr|auftrag|"
        "rechnungsnummer|rechnungsnr|rechnung|num\xc3\xa9ro de commande|n\xc2\xb0 commande|commande|"
        "num\xc3\xa9ro commande|pedido|numero de pedido|n\xc3\xbamero de pedido|id pedido|ordine|numero ordine|"
        "id ordine|bestelling|bestelnummer|numer zam\xc3\xb3wienia|sales order|transaction id|transaction|"
        "transaction number|sale id|name|receipt|receipt no|transaktionscode|transaktionsnummer|transaktionsnr|receipt number|receipt id|bon|bonnr|bon nr|"
        "bonnummer|kassenbon|beleg|belegnr|belegnummer|beleg nr|ticket|ticket id|scontrino|id|~order id|"
        "~order number|~invoice",
    [ROLE_DATE] =
        "order date|order purchase timestamp|purchase date|invoice date|invoicedate|created at|created|"
        "created date|created date utc|created utc|date created|transaction date|sale date|date|datum|bestelldatum|"
        "rechnungsdatum|kaufdatum|belegdatum|buchungsdatum|fecha|fecha de pedido|fecha pedido|data|data ordine|"
        "data do pedido|date de commande|date commande|besteldatum|data zam\xc3\xb3wienia|orderdate|order time|"
        "order date time|timestamp|datetime|date time|day|tag|purchased at|ordered at|paid at|when|~order date|"
        "~datum|~fecha|~created|~date",
    [ROLE_TIME] = "time|uhrzeit|zeit|hora|heure|ora|tijd|order time|sale time|transaction time|godzina",
    [ROLE_PRODUCT] =
        "lineitem sku|sku|item sku|variant sku|product id|productid|stock code|stockcode|product code|"
        "article number|artikelnr|artikelnummer|artikel nr|item id|item no|item code|item number|asin|plu|ean|"
        "barcode|r\xc3\xa9"
        "f\xc3\xa9rence|code article|referencia|codice articolo|c\xc3\xb3"
        "digo|"
        "artikelcode|product|item|artikel|produkt|produit|producto|prodotto|article|~sku",
    [ROLE_DESCRIPTION] =
        "lineitem name|product name|item name|description|product title|title|beschreibung|bezeichnung|"
        "artikelbezeichnung|artikelname|produktname|produktbezeichnung|libell\xc3\xa9|d\xc3\xa9signation|"
        "descripci\xc3\xb3n|descripcion|descrizione|descri\xc3\xa7\xc3\xa3o|omschrijving|nazwa|product description",
    [ROLE_QUANTITY] = "lineitem quantity|quantity|qty|order quantity|item quantity|quantity ordered|menge|anzahl|"
                      "st\xc3\xbc"
                      "ck|stueck|units|count|pieces|pcs|cantidad|quantit\xc3\xa9|quantite|quantit\xc3\xa0|"
                      "quantita|quantidade|aantal|ilo\xc5\x9b\xc4\x87|units sold|~quantity|~qty",
    [ROLE_PRICE] =
        "lineitem price|unit price|unitprice|price each|item price|item cost|price|einzelpreis|st\xc3\xbc"
        "ckpreis|st\xc3\xbc"
        "ckpreis brutto|preis|verkaufspreis|prix unitaire|prix|precio unitario|precio|"
        "prezzo unitario|prezzo|pre\xc3\xa7o|prijs|stuksprijs|cena|e preis|einzel preis|vk preis|vk|ep|sale price|selling price|price usd|~unit price",
    [ROLE_AMOUNT] =
        "line total|line amount|lineitem total|order line total|item total|extended price|net amount|"
        "amount|betrag|umsatz|gesamtpreis|zeilensumme|positionsbetrag|positionssumme|summe|sales|revenue|"
        "net sales|gross sales|importe|montant|importo|valor|bedrag|wert|kwota|netto|brutto|gesamt netto|gesamt brutto|subtotal|total line|"
        "~line total|~amount|~betrag|~umsatz",
    [ROLE_COUNTRY] = "country|country code|shipping country|ship country|shipping country code|billing country|"
                     "country code shipping|country code billing|customer country|land|lieferland|l\xc3\xa4nderkennung|"
                     "pays|pa\xc3\xads|pais|paese|kraj|customer state|~country code|~country",
    [ROLE_STATUS] = "financial status|payment status|order status|status|state|bestellstatus|zahlungsstatus|zustand|"
                    "statut|statut de commande|estado|estado del pedido|stato|stato ordine",
    [ROLE_EVENT] = "vorgang|vorgangsart|belegart|belegtyp|buchungsart|transaktionsart|transaktionstyp|bewegungsart|"
                   "transaction type|type of transaction|document type|record type|event type|movement type",
    [ROLE_CURRENCY] =
        "currency|currency code|order currency|w\xc3\xa4hrung|waehrung|devise|moneda|valuta|moeda|~currency",
    [ROLE_STORE] =
        "store|store id|store no|shop|shop id|filiale|filialnr|filial nr|branch|magasin|tienda|negozio|winkel",
    [ROLE_TILL] = "till|register|register id|kasse|kassennr|kassen nr|terminal|terminal id|caisse|caja|cassa",
};

enum { ROOM = 96 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Small letters, one blank between words: "lineItem_Price (EUR)" is "line item price eur". */
static struct slice words_of(struct slice name, char *room)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n && n + 2 < ROOM; i++) {
        char c = name.p[i];
        bool begins = !is_word(c) || (i && is_upper(c) && name.p[i - 1] >= 'a' && name.p[i - 1] <= 'z');
        if (begins && n && room[n - 1] != ' ')
            room[n++] = ' ';
        if (is_word(c))
            room[n++] = is_upper(c) ? (char)(c + 32) : c;
    }
    return slice_of(room, n && room[n - 1] == ' ' ? n - 1 : n);
}

/* Is it in the name as whole words? */
static bool holds(struct slice name, struct slice words)
{
    for (size_t i = 0; i + words.n <= name.n; i++)
        if (memcmp(name.p + i, words.p, words.n) == 0 && (i == 0 || name.p[i - 1] == ' ') &&
            (i + words.n == name.n || name.p[i + words.n] == ' '))
            return true;
    return false;
}

int guessrole_fit(enum guessrole r, struct slice name)
{
    char room[ROOM];
    struct slice words = words_of(name, room), rest = slice_str(NAMES[r]);
    for (int rank = 2000; rest.p; rank--) {
        struct slice one = slice_cut(&rest, '|');
        bool inside = one.p[0] == '~';
        one = inside ? slice_of(one.p + 1, one.n - 1) : one;
        if (slice_eq(one, words))
            return rank;
        if (inside && holds(words, one))
            return rank - 1000;
    }
    return 0;
}

/* Is it one of the words that have bars between them? */
static bool is_one_of(const char *list, struct slice words)
{
    for (struct slice rest = slice_str(list); rest.p;)
        if (slice_eq(slice_cut(&rest, '|'), words))
            return true;
    return false;
}

bool guessrole_charge(struct slice product)
{
    static const char WORDS[] =
        "post|postage|dotcom postage|carriage|shipping|shipping fee|shipping charge|shipping cost|delivery|delivery fee|"
        "delivery charge|freight|handling|handling fee|versand|versandkosten|porto|frais de port|frais de livraison|"
        "livraison|gastos de envio|env\xc3\xado|envio|spedizione|spese di spedizione|verzendkosten|frete|discount|rabatt|"
        "remise|descuento|desconto|sconto|korting|coupon|gutschein|voucher|tip|tips|trinkgeld|pourboire|tax|sales tax|vat|"
        "mwst|fee|fees|geb\xc3\xbchr|gebuehr|bank charges|bank charge|amazon fee|amazonfee|surcharge|service charge|"
        "adjustment|adjust bad debt|rounding|rundung|pfand|deposit";
    char room[ROOM];
    return is_one_of(WORDS, words_of(product, room));
}

bool guessrole_no(struct slice value)
{
    char room[ROOM];
    return is_one_of("|0|n|no|nein|non|off|false|falsch", words_of(value, room));
}

bool guessrole_sum(struct slice text)
{
    static const char WORDS[] = "sum|sums|total|totals|subtotal|summe|summen|zwischensumme|tagessumme|monatssumme|"
                                "gesamt|gesamtsumme|endsumme|suma|totale|totaal";
    char room[ROOM];
    struct slice words = words_of(text, room), rest = words;
    return slice_starts(words, SLICE("grand total")) || is_one_of(WORDS, slice_cut(&rest, ' '));
}

/* Are some words of the list in the text, as whole words? */
static bool holds_one_of(const char *list, struct slice words)
{
    for (struct slice rest = slice_str(list); rest.p;)
        if (holds(words, slice_cut(&rest, '|')))
            return true;
    return false;
}

bool guessrole_contact(struct slice name)
{
    char room[ROOM];
    return holds_one_of("email|e mail|mail|phone|telefon", words_of(name, room));
}

/* Of what takes back or cancels; German ones are also within longer words, as in Sofortstorno. */
static bool is_event(struct slice words)
{
    static const char *const PART[] = {"storn",   "retoure",   "gutschrift", "ckgabe",
                                       "cknahme", "ckzahlung", "erstattung"};
    for (size_t i = 0; i < sizeof PART / sizeof *PART; i++)
        if (words.n && memmem(words.p, words.n, PART[i], strlen(PART[i])))
            return true;
    return holds_one_of(
        "return|returns|returned|refund|refunds|refunded|reversal|cancel|cancels|canceled|cancelled|"
        "cancellation|void|voided|chargeback|credit note|credit memo|retour|avoir|remboursement|annulation|"
        "devolucion|devoluci\xc3\xb3n|reembolso|devolu\xc3\xa7\xc3\xa3o|reso|rimborso|annullamento|"
        "terugbetaling|annulering|creditnota",
        words);
}

enum guessstate guessrole_state(struct slice state)
{
    static const struct {
        const char *words;
        enum guessstate means;
    } STATES[] = {
        {"paid|complete|completed|shipped|delivered|processing|fulfilled|invoiced|approved|succeeded|settled|captured|done|"
         "partially paid|partially refunded|partially shipped|bezahlt|abgeschlossen|versandt|versendet|geliefert|"
         "erledigt|pay\xc3\xa9|pay\xc3\xa9"
         "e|termin\xc3\xa9"
         "e|exp\xc3\xa9"
         "di\xc3\xa9"
         "e|livr\xc3\xa9"
         "e|pagado|"
         "completado|enviado|entregado|pagato|completato|spedito|consegnato|betaald|voltooid|verzonden|sold|sale|sales|verkauf|vente|venta|vendita|verkoop|"
         "wc completed|wc processing",
         GUESSSTATE_SALE},
        {"refunded|returned|erstattet|retourniert|rembours\xc3\xa9|rembours\xc3\xa9"
         "e|reembolsado|devuelto|rimborsato|"
         "terugbetaald|wc refunded|fully refunded",
         GUESSSTATE_GIVEN_BACK},
        {"failed|cancelled|canceled|void|voided|expired|declined|rejected|draft|checkout draft|incomplete|blocked|"
         "uncaptured|unavailable|storniert|abgebrochen|fehlgeschlagen|annul\xc3\xa9|annul\xc3\xa9"
         "e|\xc3\xa9"
         "chou\xc3\xa9"
         "e|cancelado|fallido|annullato|fallito|geannuleerd|mislukt|wc failed|wc cancelled|deleted",
         GUESSSTATE_VOID},
    };
    char room[ROOM];
    struct slice words = words_of(state, room);
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (is_one_of(STATES[i].words, words))
            return STATES[i].means;
    return is_event(words) ? GUESSSTATE_EVENT : GUESSSTATE_OPEN;
}
